/** Somebody who is in a room and comes back by itself when the server was gone. */
export interface Regular {
  /** Is called each time that it is in its room, also for the first time. */
  onIn: () => void;
  start(): void;
  stop(): void;
}

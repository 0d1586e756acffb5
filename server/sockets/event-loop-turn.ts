let turn = 0;
let endIsScheduled = false;

/** Number of the current turn of the event loop. In one turn Node reads all that has arrived, socket after socket. */
export function currentTurn(): number {
  if (!endIsScheduled) {
    endIsScheduled = true;
    setImmediate(endTurn);
  }
  return turn;
}

function endTurn(): void {
  turn += 1;
  endIsScheduled = false;
}

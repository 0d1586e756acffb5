/**
 * A step that a track passes between its capture and the call: what it returns is shown, recorded and sent in place of the
 * captured track. Tracks are swapped, so nothing is negotiated. Pass stages to `LocalMedia.setStages`.
 */
export interface MediaStage {
  /**
   * Makes the next track. Called for every track that the source captures: also after a change of device, and when the
   * camera is switched on again. Nothing is shown and sent until it has resolved, for at most 15 seconds.
   *
   * The call stops both tracks: the captured one as soon as the person switches the device off, the returned one when it is
   * no longer needed. It also sets `enabled` of both, so that a muted microphone is silent whatever the stage adds.
   *
   * @param track - A live track. Read it, or a clone that you stop; do not stop the track itself.
   * @param signal - Aborts when the result is no longer needed, also while it is being made. Release everything then.
   * @returns A live track of the same kind, or `track` itself where there is nothing to do.
   * @throws Anything: the source goes on without its stages, and an `rtc-error` says why.
   */
  process(track: MediaStreamTrack, signal: AbortSignal): MediaStreamTrack | Promise<MediaStreamTrack>;
}

export interface StageOptions {
  /**
   * Shows and sends nothing of this source until the stages have started, also where its captured track is shown and sent
   * already. Default `false`: what is shown and sent stays until then.
   */
  readonly holdBack?: boolean;
}

/** The stages of one source, as far as the source needs them. */
export interface Stages {
  readonly list: readonly MediaStage[];
  /** The track to show and send; `undefined` while the stages of a new track start. */
  readonly output: MediaStreamTrack | undefined;
  /** The source has captured another track, or has none any longer. */
  follow(track: MediaStreamTrack | undefined): void;
  set(list: readonly MediaStage[], options?: StageOptions): Promise<void>;
}

let probe: HTMLAudioElement | undefined;

/**
 * Whether a page can set how loud something is. Not on iPhones and iPads, where the device alone says so, and where a
 * value that was set is read for a while before it is gone (muxinc/media-chrome#1011). So ask once early: the first call
 * only begins to find out.
 */
export function canSetVolume(): boolean {
  if (!probe) {
    probe = document.createElement('audio');
    probe.volume = 0.5;
  }
  return probe.volume === 0.5;
}

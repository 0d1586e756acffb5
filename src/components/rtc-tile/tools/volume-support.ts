let probe: HTMLAudioElement | undefined;

/**
 * Whether a page can set the volume of a media element. It cannot on iPhones and iPads, where a value that was set can be
 * read for a while before it is gone (muxinc/media-chrome#1011). So call it once early: the first call starts the test.
 */
export function canSetVolume(): boolean {
  if (!probe) {
    probe = document.createElement('audio');
    probe.volume = 0.5;
  }
  return probe.volume === 0.5;
}

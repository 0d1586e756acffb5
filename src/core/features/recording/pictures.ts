/** Decodes video tracks for a canvas: a muted `<video>` outside of the page for each. They play in the background, too. */
export class Pictures {
  readonly #videos = new Map<MediaStreamTrack, HTMLVideoElement>();

  /** Decodes exactly these tracks. */
  keep(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, video] of this.#videos) {
      if (tracks.includes(track)) continue;
      video.srcObject = null;
      this.#videos.delete(track);
    }
    for (const track of tracks) {
      if (this.#videos.has(track)) continue;
      const video = document.createElement('video');
      video.muted = true;
      video.playsInline = true;
      video.srcObject = new MediaStream([track]);
      // Rejected when the stream is removed again: the picture is no longer needed then.
      video.play().catch(() => undefined);
      this.#videos.set(track, video);
    }
  }

  /** The picture of a track, once it has one. */
  of(track: MediaStreamTrack): HTMLVideoElement | undefined {
    const video = this.#videos.get(track);
    return video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0
      ? video
      : undefined;
  }
}

/** A picture like that of a usual camera: for small ones a browser may not use what hardware there is. */
const PICTURE = { width: 1280, height: 720, bitrate: 1_500_000, framerate: 30 };

/** MIME types of what hardware does. */
export interface HardwareCodecs {
  readonly encodes: readonly string[];
  readonly decodes: readonly string[];
}

/**
 * Asks which of these codecs for pictures the browser encodes and decodes in hardware (media-capabilities §2.1,
 * `powerEfficient`). None where it cannot tell, as on insecure pages.
 */
export async function hardwareCodecs(mimeTypes: readonly string[]): Promise<HardwareCodecs> {
  const [encodes, decodes] = await Promise.all([
    efficient(mimeTypes, (video) => navigator.mediaCapabilities.encodingInfo({ type: 'webrtc', video })),
    efficient(mimeTypes, (video) => navigator.mediaCapabilities.decodingInfo({ type: 'webrtc', video })),
  ]);
  return { encodes, decodes };
}

async function efficient(
  mimeTypes: readonly string[],
  ask: (video: VideoConfiguration) => Promise<MediaCapabilitiesInfo>,
): Promise<readonly string[]> {
  const isEfficient = async (contentType: string): Promise<boolean> => {
    try {
      const { supported, powerEfficient } = await ask({ contentType, ...PICTURE });
      return supported && powerEfficient;
    } catch {
      // Not every browser knows the type `webrtc`, or every codec.
      return false;
    }
  };
  const answers = await Promise.all(mimeTypes.map(isEfficient));
  return mimeTypes.filter((_, i) => answers[i]);
}

/**
 * Gives every microphone one steady tone until the function that it returns is called. The fake microphone beeps once a
 * second, and a meter that is read as regularly may never hear it.
 *
 * @param loudness - Gain of the tone; 0 for digital silence.
 */
export function hum(loudness = 1): () => Promise<unknown> {
  const { prototype } = MediaDevices;
  const { getUserMedia } = prototype;
  const contexts: AudioContext[] = [];
  prototype.getUserMedia = async function (this: MediaDevices, constraints) {
    const stream = await getUserMedia.call(this, constraints);
    for (const track of stream.getAudioTracks()) {
      track.stop();
      stream.removeTrack(track);
      const context = new AudioContext();
      contexts.push(context);
      const [tone, output] = [context.createOscillator(), context.createMediaStreamDestination()];
      tone.connect(new GainNode(context, { gain: loudness })).connect(output);
      tone.start();
      for (const steady of output.stream.getAudioTracks()) stream.addTrack(steady);
    }
    return stream;
  };
  return () => {
    prototype.getUserMedia = getUserMedia;
    return Promise.all(contexts.map((context) => context.close()));
  };
}

/**
 * Whether this system has one microphone and one camera open at a time, so that a second one ends or mutes the first
 * one, or is ended with it: WebKit (https://bugs.webkit.org/show_bug.cgi?id=179363,
 * https://github.com/livekit/client-sdk-js/issues/63), and phones and tablets. No capability tells before it is too
 * late. The HTML standard fixes `vendor` for WebKit, in every browser of iOS, too; a finger as the main pointer is
 * what phones and tablets have in common.
 */
export const opensOneAtATime = (): boolean =>
  navigator.vendor.startsWith('Apple') || matchMedia('(pointer: coarse)').matches;

/**
 * Makes the cameras and screens of this page deliver 160×120, unless the page asks for a size other than the library's own,
 * and the screens no more than 5 frames a second: encoding takes most of the processor time of a call. Runs in the page,
 * alone.
 */
export function useSmallPictures(): void {
  // An insecure page has no devices.
  if (!('MediaDevices' in globalThis)) return;
  const { prototype } = MediaDevices;
  const { getUserMedia, getDisplayMedia } = prototype;

  prototype.getUserMedia = function (this: MediaDevices, constraints = {}) {
    const asked = constraints.video === true ? {} : constraints.video;
    if (!asked) return getUserMedia.call(this, constraints);
    const { width, height } = asked;
    const isOpen = width === undefined && height === undefined;
    const isUsual =
      typeof width === 'object' && width.ideal === 1280 && typeof height === 'object' && height.ideal === 720;
    if (!isOpen && !isUsual) return getUserMedia.call(this, constraints);
    const video = { ...asked, width: { ideal: 160 }, height: { ideal: 120 } };
    return getUserMedia.call(this, { ...constraints, video });
  };

  prototype.getDisplayMedia = function (this: MediaDevices, options = {}) {
    const video = { width: { max: 160 }, height: { max: 120 }, frameRate: { max: 5 } };
    return getDisplayMedia.call(this, { ...options, video });
  };
}

/**
 * Pictures a second of the fake cameras: few, as the processor encodes, decodes and paints each of them for each person who
 * sees it.
 */
export const CAMERA_RATE = 5;

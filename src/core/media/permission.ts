import type { CaptureSource } from '../types.js';

/** Permission for camera and microphone together, as far as the browser knows. It is a hint only: Safari's never changes. */
export async function queryMediaPermission(
  names: readonly CaptureSource[] = ['camera', 'microphone'],
): Promise<PermissionState> {
  try {
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return (
      (['denied', 'prompt'] as const).find((state) => states.some((status) => status.state === state)) ??
      'granted'
    );
  } catch {
    return 'prompt';
  }
}

/** The reason why the pictures of this participant are limited (webrtc-stats, `qualityLimitationReason`). */
export type QualityReason = 'none' | 'cpu' | 'bandwidth';

/** Something else limits the pictures of a call from now on: the device (`cpu`), the network (`bandwidth`) or nothing. */
export class RtcQualityChangeEvent extends Event {
  readonly reason: QualityReason;

  constructor({ reason }: { readonly reason: QualityReason }) {
    super('rtc-quality-change', { bubbles: true, composed: true });
    this.reason = reason;
  }

  /** A fresh event that says the same: one that was dispatched once cannot be dispatched elsewhere. */
  clone(): this {
    return new (this.constructor as new (fields: { readonly reason: QualityReason }) => this)(this);
  }
}

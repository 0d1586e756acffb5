import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PathProblem } from '../../core/index.js';
import { RtcElement } from '../kit/rtc-element.js';
import { describePath } from './describe-path.js';

/**
 * Says that there is no path to a participant, and why, where that is known. A piece of the tiles in a call, loaded with their tools.
 *
 * @internal
 */
export class RtcPathProblem extends RtcElement {
  static override readonly tag: string = 'rtc-path-problem';

  /** The address of a relay has no spaces to be broken at. */
  static override styles = css`
    :host {
      overflow-wrap: anywhere;
    }
  `;

  @property({ attribute: false }) problem: PathProblem | undefined;

  protected override render(): TemplateResult {
    return html`${describePath(this.problem, this.words)}`;
  }
}

import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PathProblem } from '../../core/index.js';
import { RtcElement } from '../rtc-element.js';
import './rtc-path-problem.words.js';

/**
 * Says why there is no path to a participant. A piece of every tile in a call, loaded after its first picture.
 *
 * @internal
 */
export class RtcPathProblem extends RtcElement {
  static override readonly tag: string = 'rtc-path-problem';

  @property({ attribute: false }) problem: PathProblem | undefined;

  protected override render(): TemplateResult {
    return html`${this.problem && this.words.term('pathProblem', this.problem)}`;
  }
}

import { html, type TemplateResult } from 'lit';

/** An address without control and format characters, which could hide its true form. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s\p{Cc}\p{Cf}<>"'“”‘’「」《》（），。！？；、]+/giu;

const PROTOCOLS: readonly string[] = ['http:', 'https:', 'mailto:'];

/** Text with its addresses as links. Nothing in it ever becomes markup. */
export function linkify(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const typed = withoutPunctuation(match[0]);
    const url = safeUrl(typed);
    if (!url) continue;
    parts.push(text.slice(from, match.index), link(typed, url));
    from = match.index + typed.length;
  }
  return [...parts, text.slice(from)];
}

function link(typed: string, { href }: URL): TemplateResult {
  // An address that is not plain ASCII may look like another one: its true form is shown.
  const shown = /^[\x21-\x7e]+$/.test(typed) ? typed : href;
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr"
    >${shown}</a
  >`;
}

/** The address that a link may lead to; none with a name in front of the host, which only deceives. */
function safeUrl(typed: string): URL | undefined {
  try {
    const url = new URL(typed);
    const deceives = url.username !== '' || url.password !== '';
    return PROTOCOLS.includes(url.protocol) && !deceives ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Without the end of the sentence around it; a closing bracket belongs to it where it has an opening one. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    const rest = address.slice(0, end);
    const closes = last === ')' && !rest.includes('(');
    if (!closes && !'.,;:!?]}*_'.includes(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

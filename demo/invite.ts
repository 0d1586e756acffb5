/* The button with `data-invite` copies the address that brings somebody into this room. */

const FEEDBACK_MS = 2500;

const button = document.querySelector<HTMLButtonElement>('[data-invite]');
const label = button?.textContent ?? '';

const status = document.createElement('p');
status.className = 'hidden';
status.role = 'status';
document.body.append(status);

let timer = 0;

button?.addEventListener('click', () => void invite());

async function invite(): Promise<void> {
  const link = inviteLink();
  if (await copy(link)) confirmCopy();
  else show(link);
}

/** This room, without the name of the one who invites. */
function inviteLink(): string {
  const url = new URL(location.href);
  const room = url.searchParams.get('room') ?? '';
  url.search = new URLSearchParams({ room }).toString();
  url.hash = '';
  return url.href;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or (on an insecure page) no clipboard at all.
    return false;
  }
}

function confirmCopy(): void {
  if (!button) return;
  status.textContent = 'Invite link copied';
  // As wide as before, so that nothing beside it moves.
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.textContent = 'Link copied';
  clearTimeout(timer);
  timer = setTimeout(() => {
    button.textContent = label;
    status.textContent = '';
  }, FEEDBACK_MS);
}

/** Lets the person copy it by hand. */
function show(link: string): void {
  const dialog = document.createElement('dialog');
  const caption = document.createElement('label');
  const input = document.createElement('input');
  const close = document.createElement('button');
  input.readOnly = true;
  input.value = link;
  caption.append('Copy this link and send it to whom you want to see:', input);
  close.className = 'button';
  close.textContent = 'Done';
  close.addEventListener('click', () => {
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  dialog.append(caption, close);
  document.body.append(dialog);
  dialog.showModal();
  input.select();
}

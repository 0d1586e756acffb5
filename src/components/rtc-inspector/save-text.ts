/** Saves a text as a JSON file, by a click on a link to it. */
export function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // A download that has begun goes on.
  setTimeout(() => URL.revokeObjectURL(url));
}

export type MisuseCode =
  // The call of an element.
  | 'no-call'
  | 'for-nothing'
  | 'for-no-call'
  // A call.
  | 'incomplete-call'
  | 'bad-room'
  | 'bad-signaling'
  | 'insecure-signaling'
  | 'insecure-page'
  | 'old-server'
  | 'no-server'
  | 'bad-shortcuts'
  // Attributes and their values.
  | 'unknown-value'
  | 'unknown-word'
  | 'bad-volume'
  | 'bad-ice-servers'
  | 'false-attribute'
  | 'misspelt-attribute'
  | 'property-only'
  // Children.
  | 'unknown-slot'
  | 'no-slot';

/** A mistake of the page's author, with values for its text, such as the name of the attribute. */
export type Found = readonly [code: MisuseCode, ...values: string[]];

import * as v from 'valibot';

// The parts of the format of JetBrains (https://github.com/JetBrains/web-types) that our file may use. The schema there
// lets names through that it does not know; here they are errors.

const reference = v.strictObject({ name: v.string(), module: v.optional(v.string()) });
const type = v.union([v.string(), reference, v.array(v.union([v.string(), reference]))]);

/** Fields of every entry. */
const named = { name: v.string(), description: v.optional(v.string()) };
const typed = v.strictObject({ ...named, type: v.optional(type) });
const source = v.strictObject({ module: v.string(), symbol: v.string() });

const attribute = v.strictObject({
  ...named,
  value: v.strictObject({ type, default: v.optional(v.string()) }),
});

const element = v.strictObject({
  ...named,
  name: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)+$/)),
  source,
  attributes: v.array(attribute),
  slots: v.optional(v.array(v.strictObject(named))),
  events: v.array(typed),
  js: v.strictObject({ properties: v.array(typed), events: v.array(typed) }),
});

export const webTypes = v.strictObject({
  $schema: v.pipe(v.string(), v.url()),
  name: v.string(),
  version: v.string(),
  'description-markup': v.picklist(['html', 'markdown', 'none']),
  contributions: v.strictObject({
    html: v.strictObject({ elements: v.array(element) }),
    css: v.strictObject({
      properties: v.array(v.strictObject({ ...named, name: v.pipe(v.string(), v.startsWith('--rtc-')) })),
      'pseudo-elements': v.array(
        v.strictObject({ ...named, name: v.pipe(v.string(), v.regex(/^part\([a-z-]+\)$/)) }),
      ),
    }),
  }),
});

export type WebType = v.InferOutput<typeof type>;

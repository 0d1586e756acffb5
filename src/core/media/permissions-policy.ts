/** `document.featurePolicy`, which only Chromium has. */
interface PolicedDocument {
  readonly featurePolicy?: { features(): string[]; allowsFeature(feature: string): boolean };
}

/**
 * Whether the header `Permissions-Policy` and the `allow` of the frames around this page let it use a feature, such as
 * `camera` (permissions-policy §9.1). Also `true` where the browser does not say.
 */
export function isAllowedByPolicy(feature: string): boolean {
  const { featurePolicy } = document as PolicedDocument;
  return !featurePolicy?.features().includes(feature) || featurePolicy.allowsFeature(feature);
}

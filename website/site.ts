import { ensureDependencies } from '../scripts/ensure-dependencies.mjs';
import { gatherPages } from './lib/pages.js';
import { WEBSITE } from './lib/places.js';

/**
 * Writes the site, after `dist/` has been built.
 *
 * @param base - The path at which it will stand on its server, such as `/` or `/calls/`.
 */
export async function buildSite(base = '/'): Promise<void> {
  await ensureDependencies('website');
  gatherPages();
  process.env['SITE_BASE'] = base;
  const { build } = await import('vitepress');
  await build(WEBSITE);
}

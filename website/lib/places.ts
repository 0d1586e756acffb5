import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/processes.js';

/** The folder of the generator. */
export const WEBSITE = join(ROOT, 'website');

/** The pages as the generator reads them. */
export const PAGES = join(WEBSITE, 'build/pages');

/** The finished site: plain files for any server. */
export const SITE = join(ROOT, 'build/site');

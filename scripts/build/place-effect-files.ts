import { SOURCE_FOLDER } from './effect-table.mjs';

/**
 * A step of Rollup or Vite that has effects find their files in another place than beside their module.
 *
 * @param prefix - Path before the name of a file in the addresses of src/core/features/effects/files.ts.
 * @param base - Expression for the address that these are relative to.
 */
export function placeEffectFiles(prefix: string, base = 'import.meta.url') {
  return {
    name: 'place-effect-files',
    transform(code: string, id: string): string | null {
      if (!id.replaceAll('\\', '/').endsWith(`${SOURCE_FOLDER}/files.ts`)) return null;
      return code.replaceAll("'./", `'${prefix}`).replaceAll('import.meta.url', base);
    },
  };
}

/**
 * Loads a package that is only needed for what not everybody uses.
 *
 * @param what - What it is needed for.
 * @throws Error that says what to install.
 */
export async function importOptional<T>(what: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`${what} needs the package ${name}: npm install ${name}`, { cause: error });
  }
}

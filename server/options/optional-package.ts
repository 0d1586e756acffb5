/**
 * Loads a package that only some options need.
 *
 * @param what - The feature that needs it, for the error.
 * @throws Error that says what to install.
 */
export async function importOptional<T>(what: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`${what} needs the package ${name}: npm install ${name}`, { cause: error });
  }
}

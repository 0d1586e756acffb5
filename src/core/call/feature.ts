/**
 * Makes the static `of` of a feature: it returns the one instance that belongs to a session, and creates it on first use.
 *
 * @param begin - Called once the instance can be found: what it causes may make others ask for it.
 */
export function feature<Session extends object, T extends object>(
  create: (session: Session) => T,
  begin?: (instance: T) => void,
): (session: Session) => T {
  const instances = new WeakMap<Session, T>();
  return (session) => {
    const existing = instances.get(session);
    if (existing) return existing;
    const instance = create(session);
    instances.set(session, instance);
    begin?.(instance);
    return instance;
  };
}

/** Those who ask for the same at the same time wait for one answer. */
export function createFlights<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const flying = new Map<string, Promise<T>>();
  return (key, ask) => {
    const known = flying.get(key);
    if (known !== undefined) return known;
    const flight = ask().finally(() => flying.delete(key));
    flying.set(key, flight);
    return flight;
  };
}

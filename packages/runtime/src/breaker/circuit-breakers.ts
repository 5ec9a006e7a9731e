import {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  type CircuitChange,
  createCircuitBreaker,
} from "./create-circuit-breaker.ts";

/** One breaker a handler, so that one that fails stops nobody else; all together for metrics and health. */
export type CircuitBreakers = {
  /** The breaker of this name; made when it is asked for the first time. */
  of(name: string): CircuitBreaker;
  readonly all: readonly CircuitBreaker[];
  /** Calls back after each change of state of any of them, those included that are made later. */
  onChange(listener: (change: CircuitChange) => void): () => void;
};

export type CircuitBreakersOptions = Omit<CircuitBreakerOptions, "name"> & {
  /** What is different for one of them. */
  readonly byName?: Readonly<Record<string, Omit<CircuitBreakerOptions, "name" | "clock">>>;
};

export function createCircuitBreakers({ byName = {}, ...common }: CircuitBreakersOptions): CircuitBreakers {
  const breakers = new Map<string, CircuitBreaker>();
  // Beside each listener what ends it, breaker by breaker.
  const listeners = new Map<(change: CircuitChange) => void, (() => void)[]>();
  return {
    of(name) {
      const known = breakers.get(name);
      if (known !== undefined) return known;
      const own = Object.hasOwn(byName, name) ? byName[name] : {};
      const breaker = createCircuitBreaker({ ...common, ...own, name });
      for (const [listener, endings] of listeners) endings.push(breaker.onChange(listener));
      breakers.set(name, breaker);
      return breaker;
    },
    get all() {
      return [...breakers.values()];
    },
    onChange(listener) {
      const endings = [...breakers.values()].map((breaker) => breaker.onChange(listener));
      listeners.set(listener, endings);
      return () => {
        listeners.delete(listener);
        for (const end of endings) end();
      };
    },
  };
}

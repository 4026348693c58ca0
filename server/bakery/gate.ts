/** A gate that lets a bounded number through at a time. */

/** Runs works handed to it, `width` at a time, in the order they came. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function openGate(width: number): Gate {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** What has been opened, to be closed in the opposite order. */
export type Closing = {
  /** Remembers it, and hands it back. */
  later<Opened extends { close(): unknown }>(opened: Opened): Opened;
  /** Closes all, also where one of them cannot be closed; the first trouble is thrown afterwards. Once for all calls. */
  readonly close: () => Promise<void>;
};

export function createClosing(): Closing {
  const opened: { close(): unknown }[] = [];
  let closed: Promise<void> | undefined;
  const closeAll = async () => {
    const troubles: unknown[] = [];
    for (const each of opened.toReversed())
      await Promise.resolve(each.close()).catch((trouble) => troubles.push(trouble));
    if (troubles.length > 0) throw troubles[0];
  };
  return {
    later: (each) => {
      opened.push(each);
      return each;
    },
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}

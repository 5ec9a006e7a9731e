/** Whether every half of a surrogate pair has its other half. Before Node 20 and its like, text could not tell by itself. */
export const isWellFormed: (text: string) => boolean =
  typeof String.prototype.isWellFormed === "function"
    ? (text) => text.isWellFormed()
    : (text) => !/\p{Surrogate}/u.test(text);

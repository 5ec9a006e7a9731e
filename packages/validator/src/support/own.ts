/** Called on the member that a variable names: what an object inherits is no member of it. */
export const hasOwn = Object.prototype.hasOwnProperty;

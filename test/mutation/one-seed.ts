import fc from "fast-check";

/** A mutant that one seed finds and the next does not would be a figure that changes by itself. */
fc.configureGlobal({ seed: 20_261_126 });

/** As in configuration, messages, metrics and health. */
export const transport = "eventbridge";

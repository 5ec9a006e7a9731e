/** As in capabilities, messages and configuration. */
export const transportName = "redis";

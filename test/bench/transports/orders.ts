import type { CloudEvent } from "@concordat/cloudevents";
import { events, type OrderPlaced } from "@concordat/sdk/commerce";

const source = "/commerce/order";
/** So many keys that no order of one of them holds up the others, and so few that keys come again. */
const orders = 1000;

function orderOf(number: number): OrderPlaced {
  const line = (at: number) => ({
    skuId: `sku-${at}`,
    quantity: 2,
    unitPrice: { amount: "10000", currency: "KRW" },
  });
  return {
    orderId: String(1000 + number),
    userId: `u-${number}`,
    items: [line(1), line(2), line(3)],
    totalAmount: { amount: "60000", currency: "KRW" },
    placedAt: "2025-01-25T09:00:00Z",
  };
}

/** Orders as a program has them, before anything is made of them. */
export const placedOrders: readonly OrderPlaced[] = Array.from({ length: orders }, (_, index) =>
  orderOf(index),
);

/** The same orders as events of some 600 bytes in JSON, made beforehand: what a baseline has to write and nothing else. */
export const madeEvents: readonly CloudEvent<string, OrderPlaced>[] = placedOrders.map((order) =>
  events.orderPlaced.from(source)(order),
);

export const eventSource = source;

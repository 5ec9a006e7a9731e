import { createEvent, defineEvent, eventBuilder } from "@concordat/cloudevents";

type User = { readonly name: string; readonly description?: string };

const orderPlaced = defineEvent<{ readonly orderId: string }>({
  type: "com.example.shop.order.placed",
  source: "/shop",
});
const placed = orderPlaced({ orderId: "7" }, { subject: "order/7", partition: "7", id: "o-1" });
console.log(placed.type, placed.datacontenttype, placed.data);

const created = eventBuilder<User>("com.foundry.oms.objecttype.created", "/oms/main")
  .withSubject("object_type/User")
  .withData({ name: "User" })
  .withOmsContext("main", "abc123", "developer@example.com")
  .withCorrelation("corr-123")
  .build();
console.log(created.subject, created.branch, created.correlationid);

try {
  createEvent({ type: "", source: "a b", data: { price: Number.NaN } });
} catch (error) {
  console.log(String(error));
}

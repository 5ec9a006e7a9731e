import {
  createEvent,
  decodeStructured,
  encodeStructured,
  httpBinding,
  kafkaBinding,
} from "@concordat/cloudevents";

const event = createEvent({
  id: "e-1",
  time: "2025-01-25T09:00:00Z",
  type: "com.foundry.oms.objecttype.created",
  source: "/oms/main",
  author: "Jürgen",
  partition: "p-3",
  data: { name: "User" },
});

console.log(new TextDecoder().decode(encodeStructured(event)));

const { headers, body } = httpBinding.encode(event);
console.log(headers["ce-author"], headers["content-type"], new TextDecoder().decode(body));

const message = kafkaBinding.encode(event);
console.log(message.key, message.headers.ce_author);

const received = httpBinding.decode({ headers, body });
if (received.valid) console.log(received.event.author, received.event.data);

const refused = decodeStructured('{"specversion":"0.3","id":"","source":"/a","data":1,"data_base64":"AA=="}');
for (const { code, pointer, message } of refused.violations) console.log(code, pointer, message);

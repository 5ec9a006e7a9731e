// Reads and writes CloudEvents with the official Go SDK: one question a line in, one answer a line out.
//
// See peer.ts for the shape of questions and answers.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/cloudevents/sdk-go/v2/binding"
	"github.com/cloudevents/sdk-go/v2/event"
	ce "github.com/cloudevents/sdk-go/v2/protocol/http"
)

type data struct {
	JSON   json.RawMessage `json:"json,omitempty"`
	Text   *string         `json:"text,omitempty"`
	Base64 *[]byte         `json:"base64,omitempty"`
}

type wire struct {
	Attributes map[string]any `json:"attributes"`
	Data       *data          `json:"data,omitempty"`
}

type question struct {
	Do      string            `json:"do"`
	Mode    string            `json:"mode"`
	Headers map[string]string `json:"headers"`
	Body    []byte            `json:"body"`
	Events  []wire            `json:"events"`
}

type answer struct {
	Headers map[string]string `json:"headers,omitempty"`
	Body    []byte            `json:"body,omitempty"`
	Events  []wire            `json:"events,omitempty"`
	Error   string            `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var asked question
		var told answer
		err := json.Unmarshal(lines.Bytes(), &asked)
		if err == nil {
			told, err = reply(asked)
		}
		if err != nil {
			told = answer{Error: err.Error()}
		}
		text, err := json.Marshal(told)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}

func reply(asked question) (answer, error) {
	if asked.Do == "read" {
		return read(asked)
	}
	return write(asked)
}

func read(asked question) (answer, error) {
	request, err := http.NewRequest("POST", "http://localhost/", bytes.NewReader(asked.Body))
	if err != nil {
		return answer{}, err
	}
	for name, value := range asked.Headers {
		request.Header.Set(name, value)
	}
	var events []event.Event
	if strings.HasPrefix(request.Header.Get("Content-Type"), event.ApplicationCloudEventsBatchJSON) {
		events, err = ce.NewEventsFromHTTPRequest(request)
	} else {
		var one *event.Event
		one, err = ce.NewEventFromHTTPRequest(request)
		if err == nil {
			events = []event.Event{*one}
		}
	}
	if err != nil {
		return answer{}, err
	}
	told := answer{}
	for _, each := range events {
		if err := each.Validate(); err != nil {
			return answer{}, err
		}
		told.Events = append(told.Events, wireOf(each))
	}
	return told, nil
}

func wireOf(each event.Event) wire {
	attributes := map[string]any{
		"specversion": each.SpecVersion(),
		"id":          each.ID(),
		"source":      each.Source(),
		"type":        each.Type(),
	}
	optional := map[string]string{
		"subject":         each.Subject(),
		"datacontenttype": each.DataContentType(),
		"dataschema":      each.DataSchema(),
	}
	for name, value := range optional {
		if value != "" {
			attributes[name] = value
		}
	}
	if !each.Time().IsZero() {
		attributes["time"] = each.Time().Format(time.RFC3339Nano)
	}
	for name, value := range each.Extensions() {
		attributes[name] = value
	}
	if each.Data() == nil {
		return wire{Attributes: attributes}
	}
	return wire{Attributes: attributes, Data: dataOf(each)}
}

func dataOf(each event.Event) *data {
	bare, _, _ := strings.Cut(each.DataContentType(), ";")
	isJSON := strings.HasSuffix(bare, "/json") || strings.HasSuffix(bare, "+json")
	if isJSON || (bare == "" && !each.DataBase64) {
		return &data{JSON: each.Data()}
	}
	if strings.HasPrefix(bare, "text/") || strings.HasSuffix(bare, "xml") {
		text := string(each.Data())
		return &data{Text: &text}
	}
	content := each.Data()
	return &data{Base64: &content}
}

func write(asked question) (answer, error) {
	events := []event.Event{}
	for _, each := range asked.Events {
		made, err := eventOf(each)
		if err != nil {
			return answer{}, err
		}
		events = append(events, made)
	}
	ctx := context.Background()
	var request *http.Request
	var err error
	if asked.Mode == "batch" {
		request, err = ce.NewHTTPRequestFromEvents(ctx, "http://localhost/", events)
	} else {
		if asked.Mode == "structured" {
			ctx = binding.WithForceStructured(ctx)
		} else {
			ctx = binding.WithForceBinary(ctx)
		}
		request, err = ce.NewHTTPRequestFromEvent(ctx, "http://localhost/", events[0])
	}
	if err != nil {
		return answer{}, err
	}
	told := answer{Headers: map[string]string{}}
	for name := range request.Header {
		told.Headers[name] = request.Header.Get(name)
	}
	if request.Body != nil {
		told.Body, err = io.ReadAll(request.Body)
	}
	return told, err
}

func eventOf(from wire) (event.Event, error) {
	made := event.New(event.CloudEventsVersionV1)
	contentType := ""
	for name, value := range from.Attributes {
		text, isText := value.(string)
		switch name {
		case "specversion":
		case "id":
			made.SetID(text)
		case "source":
			made.SetSource(text)
		case "type":
			made.SetType(text)
		case "subject":
			made.SetSubject(text)
		case "dataschema":
			made.SetDataSchema(text)
		case "datacontenttype":
			contentType = text
		case "time":
			moment, err := time.Parse(time.RFC3339Nano, text)
			if err != nil {
				return made, err
			}
			made.SetTime(moment)
		default:
			if isText {
				made.SetExtension(name, text)
			} else if number, isNumber := value.(float64); isNumber {
				made.SetExtension(name, int32(number))
			} else {
				made.SetExtension(name, value)
			}
		}
	}
	if from.Data == nil {
		return made, made.Validate()
	}
	var content any
	switch {
	case from.Data.Text != nil:
		content = []byte(*from.Data.Text)
	case from.Data.Base64 != nil:
		content = *from.Data.Base64
	default:
		content = from.Data.JSON
	}
	if contentType == "" {
		made.DataEncoded, _ = content.([]byte)
		made.DataBase64 = true
		return made, made.Validate()
	}
	if err := made.SetData(contentType, content); err != nil {
		return made, err
	}
	// What was handed over as bytes counts as binary; a text is one that JSON can hold.
	made.DataBase64 = from.Data.Base64 != nil
	return made, made.Validate()
}

// Reads what a Prometheus server would fetch, with Prometheus' own parser, and says what its linter (that of
// `promtool check metrics`) thinks of it: the text on standard input, one line of JSON on standard output.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strconv"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

type series struct {
	Labels map[string]string `json:"labels"`
	// Numbers as texts: JSON has no infinity.
	Value   string            `json:"value,omitempty"`
	Sum     string            `json:"sum,omitempty"`
	Buckets map[string]uint64 `json:"buckets,omitempty"`
}

type family struct {
	Type   string   `json:"type"`
	Help   string   `json:"help"`
	Series []series `json:"series"`
}

type answer struct {
	Families map[string]family `json:"families"`
	Problems []string          `json:"problems"`
	Error    string            `json:"error,omitempty"`
}

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	told := answer{Families: map[string]family{}, Problems: []string{}}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		told.Error = err.Error()
	}
	for name, each := range families {
		told.Families[name] = familyOf(each)
	}
	problems, err := promlint.New(bytes.NewReader(text)).Lint()
	if err != nil && told.Error == "" {
		told.Error = err.Error()
	}
	for _, problem := range problems {
		told.Problems = append(told.Problems, problem.Metric+": "+problem.Text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		panic(err)
	}
}

func familyOf(from *dto.MetricFamily) family {
	told := family{Type: from.GetType().String(), Help: from.GetHelp()}
	for _, metric := range from.GetMetric() {
		one := series{Labels: map[string]string{}}
		for _, label := range metric.GetLabel() {
			one.Labels[label.GetName()] = label.GetValue()
		}
		switch from.GetType() {
		case dto.MetricType_COUNTER:
			one.Value = number(metric.GetCounter().GetValue())
		case dto.MetricType_GAUGE:
			one.Value = number(metric.GetGauge().GetValue())
		case dto.MetricType_HISTOGRAM:
			histogram := metric.GetHistogram()
			one.Value = strconv.FormatUint(histogram.GetSampleCount(), 10)
			one.Sum = number(histogram.GetSampleSum())
			one.Buckets = map[string]uint64{}
			for _, bucket := range histogram.GetBucket() {
				one.Buckets[number(bucket.GetUpperBound())] = bucket.GetCumulativeCount()
			}
		}
		told.Series = append(told.Series, one)
	}
	return told
}

func number(value float64) string {
	return strconv.FormatFloat(value, 'g', -1, 64)
}

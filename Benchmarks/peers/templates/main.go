// The peer of `muster-bench templates`: Go's text/template with Sprig over the same files, with the same answers.
//
// Usage: templates INPUT ROUNDS. INPUT has one JSON object a line: {"text", "values", "version"}.
// Prints one JSON object: the best time of the rounds, in nanoseconds, for parsing and executing, and for executing.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"text/template"
	"time"

	"github.com/Masterminds/sprig"
)

type input struct {
	Text    string            `json:"text"`
	Values  map[string]string `json:"values"`
	Version string            `json:"version"`
}

type stackInfo struct{ Version, PreviousVersion, Name string }
type environmentInfo struct{ Name string }

func splitPreserveQuotes(s string) []string {
	var words []string
	var quote rune
	word := ""
	for _, r := range s {
		switch {
		case quote != 0 && r == quote:
			quote = 0
			word += string(r)
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
			word += string(r)
		case quote == 0 && r == ' ':
			if word != "" {
				words = append(words, word)
			}
			word = ""
		default:
			word += string(r)
		}
	}
	if word != "" {
		words = append(words, word)
	}
	return words
}

func dot(in input) map[string]interface{} {
	stack := stackInfo{Version: in.Version, Name: "mystack"}
	return map[string]interface{}{
		"Values": in.Values, "Stack": stack, "Release": stack, "Environment": environmentInfo{"Default"},
	}
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	rounds, _ := strconv.Atoi(os.Args[2])
	var inputs []input
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var in input
		if err := json.Unmarshal(scanner.Bytes(), &in); err != nil {
			panic(err)
		}
		inputs = append(inputs, in)
	}
	functions := sprig.TxtFuncMap()
	functions["splitPreserveQuotes"] = splitPreserveQuotes
	// The functions are installed once: doing it for every file would take most of the time.
	base := template.New("base").Funcs(functions)
	parse := func(text string) *template.Template {
		parsed, err := base.New("template").Parse(text)
		if err != nil {
			return nil
		}
		return parsed
	}
	written := 0
	var both, execute time.Duration
	var templates []*template.Template
	for _, in := range inputs {
		templates = append(templates, parse(in.Text))
	}
	for round := 0; round < rounds; round++ {
		written = 0
		start := time.Now()
		for _, in := range inputs {
			if parsed := parse(in.Text); parsed != nil {
				var out bytes.Buffer
				_ = parsed.Execute(&out, dot(in))
				written += out.Len()
			}
		}
		if took := time.Since(start); both == 0 || took < both {
			both = took
		}
		start = time.Now()
		for i, in := range inputs {
			if templates[i] != nil {
				var out bytes.Buffer
				_ = templates[i].Execute(&out, dot(in))
			}
		}
		if took := time.Since(start); execute == 0 || took < execute {
			execute = took
		}
	}
	failed := 0
	for _, parsed := range templates {
		if parsed == nil {
			failed++
		}
	}
	fmt.Printf("{\"files\":%d,\"failed\":%d,\"bytes\":%d,\"parseAndExecute\":%d,\"execute\":%d}\n",
		len(inputs), failed, written, both.Nanoseconds(), execute.Nanoseconds())
}

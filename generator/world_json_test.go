package generator

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

// readJSON reads a JSON object of the project; nil is none.
func (w *world) readJSON(file string) map[string]any {
	data, err := os.ReadFile(w.path(file))
	var object map[string]any
	if err != nil || json.Unmarshal(data, &object) != nil {
		return nil
	}
	return object
}

var quoted = regexp.MustCompile(`: "[^"\n]*"`)

// changeValue types another text over one in a JSON file.
func (w *world) changeValue(file string) {
	data, err := os.ReadFile(w.path(file))
	places := quoted.FindAllIndex(data, -1)
	if err != nil || len(places) == 0 {
		return
	}
	at := places[w.intN(len(places))]
	w.put(file, string(data[:at[0]])+`: "`+w.token()+`"`+string(data[at[1]:]))
}

// addValue adds a member to an object, or an element to a list of texts.
func (w *world) addValue(file string) {
	data, err := os.ReadFile(w.path(file))
	if err != nil {
		return
	}
	text, token := string(data), w.token()
	bracket, added := "{", `"`+token+`": true`
	if w.oneIn(2) && strings.Contains(text, "[") {
		bracket, added = "[", `"`+token+`"`
	}
	before, after, found := strings.Cut(text, bracket)
	if !found {
		return
	}
	comma := ","
	if rest := strings.TrimSpace(after); strings.HasPrefix(rest, "}") || strings.HasPrefix(rest, "]") {
		comma = ""
	}
	w.put(file, before+bracket+"\n  "+added+comma+after)
}

// breakJSON writes what no JSON has: comments, trailing commas, typing errors.
func (w *world) breakJSON(file string) {
	data, err := os.ReadFile(w.path(file))
	text := string(data)
	if err != nil || !strings.Contains(text, "\n") {
		return
	}
	token := w.token()
	switch w.intN(4) {
	case 0:
		text = strings.Replace(text, "\n", " // "+token+"\n", 1)
	case 1:
		text = "/* " + token + " */\n" + text
	case 2:
		text = strings.Replace(text, "\n}", ",\n}", 1)
	case 3:
		text = strings.TrimSuffix(strings.TrimSpace(text), "}") + token
	}
	w.put(file, text)
}

// writeBack does what WeChat DevTools does: it writes a file anew, with tabs, in
// an order of its own, and sometimes as it was before the last update.
func (w *world) writeBack(string) {
	file := pick(w.choices, "project.config.json", "app.json")
	object := w.readJSON(file)
	if w.oneIn(2) {
		if dirs := slices.Sorted(maps.Keys(w.levels)); len(dirs) > 0 {
			_ = json.Unmarshal([]byte(w.levels[pick(w.choices, dirs...)].before.file(file)), &object) // it may not have been there
		}
	}
	if object == nil {
		return
	}
	if w.oneIn(3) {
		object["devtools"] = w.token()
	}
	data, err := json.MarshalIndent(object, "", "\t")
	if err != nil {
		w.fatalf("%v", err)
	}
	w.put(file, string(data))
}

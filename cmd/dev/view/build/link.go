package build

import (
	_ "embed" // of link.js
	"encoding/json"
	"strings"
)

//go:embed link.js
var linker string

// link is an expression for templates by path. What it evaluates stands as text
// in it, so that no mistake in one can be one of the whole; evaluated in place,
// the text sees what the whole expression sees, such as WXS's own functions.
func link(statements string, templates, scripts map[string]string) string {
	var out strings.Builder
	out.WriteString("(() => {\n")
	out.WriteString(statements)
	out.WriteString("\nreturn (")
	out.WriteString(linker)
	out.WriteString(")(")
	out.WriteString(literal(templates))
	out.WriteString(", ")
	out.WriteString(literal(scripts))
	out.WriteString(", (code) => eval(code));\n})()")
	return out.String()
}

// literal is a JavaScript object; encoding/json sorts it and escapes the line
// ends that JavaScript has more of.
func literal(texts map[string]string) string {
	data, err := json.Marshal(texts)
	if err != nil {
		return "{}" // strings always have JSON
	}
	return string(data)
}

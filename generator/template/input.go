package template

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/syntax"
)

// Places says where answers stand in the file that they came from, as
// file:line:column, by question.
type Places map[string]string

// ReadInput reads a file of answers, YAML or JSON: question: answer. Errors
// name the file with line and column; they are of type [*syntax.Error].
func ReadInput(file string, data []byte) (Input, Places, error) {
	in, places := Input{}, Places{}
	err := syntax.ReadYAML(file, data, func(y *syntax.Reader, root ast.Node) {
		if root == nil {
			return // an empty file answers nothing
		}
		y.Pairs(root, func(question string, key, value ast.Node) {
			in[question] = y.Scalar(value)
			at := key.GetToken().Position
			places[question] = fmt.Sprintf("%s:%d:%d", file, at.Line, at.Column)
		})
	})
	if err != nil {
		return nil, nil, err
	}
	return in, places, nil
}

package generator

import "github.com/goccy/go-yaml/ast"

// ReadInput reads a file of answers, YAML or JSON: question: answer. Errors
// name the file with line and column; they are of type [*SyntaxError].
func ReadInput(file string, data []byte) (Input, error) {
	in := Input{}
	err := readYAML(file, data, func(y *yamlReader, root ast.Node) {
		if root == nil {
			return // an empty file answers nothing
		}
		y.pairs(root, func(question string, _, value ast.Node) { in[question] = y.answer(value) })
	})
	if err != nil {
		return nil, err
	}
	return in, nil
}

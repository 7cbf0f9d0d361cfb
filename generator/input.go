package generator

import "errors"

// ReadInput reads a file of answers, YAML or JSON. Errors name the file with
// line and column; they are of type [*SyntaxError].
func ReadInput(file string, data []byte) (Input, error) { return nil, errors.ErrUnsupported }

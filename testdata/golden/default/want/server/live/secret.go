package live

// Secret is a text that no log, error or dump shows: every way of formatting
// gives a mask. string(s) is the only way to the text itself.
type Secret string

const mask = "[secret]"

func (Secret) String() string { return mask }

// GoString keeps %#v from showing the text.
func (Secret) GoString() string { return mask }

// MarshalText keeps JSON, and so slog's JSON handler, from showing the text.
func (Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }

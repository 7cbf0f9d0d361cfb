package generator

import (
	"errors"
	"slices"

	"mlvb/generator/template"
)

// checkGiven refuses what is wrong with the answers given, whichever version of
// the template they are for: a question that only the record knows is right.
func (u *updating) checkGiven() error {
	if err := u.refuseSecrets(); err != nil {
		return err
	}
	_, _, err := u.answers(append(slices.Clone(u.Inputs), u.Template.Recall(u.record.Answers)))
	var missing *template.MissingError
	if errors.As(err, &missing) {
		return nil
	}
	var unknown *template.UnknownError
	if errors.As(err, &unknown) && u.record.Answers[unknown.Name] != nil {
		return nil
	}
	return err
}

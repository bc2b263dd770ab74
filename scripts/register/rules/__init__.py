"""Every rule of the series 3xx and 4xx, in the order that they are run. A rule that is not listed here is not run.

The rules of other series are run where they are declared: 1xx in loading and strict_yaml, 2xx in schema_problems, 5xx
in protected_changes and protected_content, 6xx in calendar.
"""

from __future__ import annotations

from register.rules import company, dates, decision, grant, lists, person_names, references, texts
from register.rules.registry import RecordCheck, RegisterCheck, TextCheck

RECORD_RULES: tuple[RecordCheck, ...] = (
    dates.agreement_ends_after_start,
    dates.decision_is_not_in_the_future,
    dates.year_of_path_is_year_of_decision,
    dates.follow_up_is_due_after_start,
    dates.there_is_one_final_report,
    dates.received_is_not_in_the_future,
    dates.agreement_starts_near_decision,
    dates.agreement_is_not_too_long,
    dates.final_report_is_due_in_time,
    dates.results_come_after_start,
    dates.received_is_not_too_early,
    dates.follow_ups_differ,
    dates.correction_follows_decision,
    dates.corrections_are_in_order,
    dates.interruption_is_within_agreement,
    decision.organisation_number_holds,
    decision.organisation_number_is_no_person,
    decision.policy_was_in_force,
    decision.every_criterion_is_answered,
    decision.only_criteria_in_force,
    decision.amount_is_within_limit,
    decision.website_is_plain,
    grant.sole_trader_is_not_named,
    grant.organisation_has_a_number,
    grant.no_reasons_without_basis,
    grant.allocation_adds_up,
    grant.allocation_names_own_neighbourhoods,
    grant.application_precedes_decision,
    grant.payments_are_within_the_grant,
    grant.account_is_closed_in_time,
    grant.occasions_are_within_the_agreement,
    grant.there_is_a_plan,
    grant.closed_codes_are_not_used,
    person_names.decided_by_is_a_role,
    person_names.recipient_is_an_organisation,
    person_names.texts_name_no_person,
    texts.texts_say_more_than_title,
    texts.reasons_differ,
)
TEXT_RULES: tuple[TextCheck, ...] = (
    texts.no_personal_number,
    texts.no_email_address,
    texts.no_phone_number,
    texts.no_account_of_a_person,
    texts.letters_are_whole,
    texts.words_have_one_alphabet,
    texts.merge_marks,
    texts.no_placeholder,
    texts.no_shouting,
)
REGISTER_RULES: tuple[RegisterCheck, ...] = (
    references.one_name_per_number,
    references.one_number_per_name,
    references.no_two_records_are_the_same,
    references.references_lead_somewhere,
    references.references_lead_to_partnerships,
    references.references_do_not_circle,
    references.continuation_comes_later,
    references.overlaps_are_looked_at,
    references.withdrawal_is_dated_right,
    lists.codes_differ,
    lists.criteria_differ,
    lists.clauses_stand_in_policy,
    lists.versions_are_named_by_date,
    lists.policy_is_revised_after_start,
    lists.numbers_of_a_round_agree,
    lists.pictures_exist,
    lists.rounds_are_in_order,
    company.colours_can_be_read,
    company.logo_exists,
)

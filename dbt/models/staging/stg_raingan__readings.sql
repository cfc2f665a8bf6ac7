-- What is current: one row for each document that counts, with its agency.
select r.reading_key, r.document_key, r.agency_key, a.name as agency, r.fiscal_year_be, r.title, r.confidence, r.valid_from
from {{ source('raingan', 'current_readings') }} as r
left join {{ source('raingan', 'agencies') }} as a on a.agency_key = r.agency_key

-- One row for each project that counts: whose it is, of which year, and what its own budget cell says. Activities below a project
-- may say the same money again, so they are none of these rows.
select i.reading_key, i.item_path, r.agency_key, r.agency, r.fiscal_year_be, i.number, i.title,
  b.status as budget_status, b.amount_thb as budget_thb, b.raw as budget_printed
from {{ ref('stg_raingan__items') }} as i
join {{ ref('stg_raingan__readings') }} as r on r.reading_key = i.reading_key
left join {{ ref('stg_raingan__budgets') }} as b on b.reading_key = i.reading_key and b.item_path = i.item_path
where i.kind = 'project'

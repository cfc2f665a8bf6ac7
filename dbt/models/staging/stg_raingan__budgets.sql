-- What the budget cells of what is current say; amount_thb is null where they say no amount.
select reading_key, item_path, raw, status, amount_thb, source
from {{ source('raingan', 'current_budgets') }}

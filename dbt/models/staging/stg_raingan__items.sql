-- Strategies, projects, activities and measures of what is current.
select reading_key, path as item_path, parent_path, depth, position, kind, number, title, confidence
from {{ source('raingan', 'current_items') }}

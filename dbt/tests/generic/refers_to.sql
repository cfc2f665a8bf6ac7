{# What these columns say, where they say something, is the key of a row of another table. #}
{% test refers_to(model, columns, to, key) %}
select here.*
from {{ model }} as here
left join {{ to }} as there on {% for column in columns %}{{ 'and ' if not loop.first }}there.{{ key[loop.index0] }} = here.{{ column }} {% endfor %}
where there.{{ key[0] }} is null
  {% for column in columns %}and here.{{ column }} is not null {% endfor %}
{% endtest %}
